/**
 * The viewer: a server for one case on this machine alone, and what its page asks of the engine. Start from {@link
 * org.thermargin.cli.viewer.ViewerServer}. A request reads the case and never writes to the disk. The page itself is not
 * here but in {@code src/main/web}.
 */
package org.thermargin.cli.viewer;
