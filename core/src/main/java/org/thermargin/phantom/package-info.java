/**
 * Cases whose answer is known without voxels, and scenes for benchmarks. Start from {@link
 * org.thermargin.phantom.PhantomCatalogue}: named cases with their true margins. {@link
 * org.thermargin.phantom.AnalyticCase} has simple shapes with a formula, {@link org.thermargin.phantom.LiverPhantom} a
 * synthetic patient. All bits are the same on every machine: IEEE + - * / and sqrt in a fixed order, and 64-bit hashing.
 * Not here: writing files.
 */
package org.thermargin.phantom;
