/**
 * The patient-specific situation in one frame: liver, lesions, vessels, structures, and where the ablation zone comes
 * from. Start from {@link org.thermargin.scene.Scene}. Plain data: nothing here computes margins or reads files.
 */
package org.thermargin.scene;
