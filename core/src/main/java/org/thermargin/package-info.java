/**
 * Thermargin: ablation margins of liver tumours. This root package holds only what every other package needs to
 * talk about bad input: {@link org.thermargin.InputException} for a refusal and {@link org.thermargin.Finding} for a
 * note, a warning or a taint, each said in {@link org.thermargin.OneLine}. The story starts in {@code assess.CaseAssessor}.
 */
package org.thermargin;
