/** What a local cloud keeps across restarts, in a folder: after every call all of it is on disk, or as it was before the call. */
@NullMarked
package dev.rolecall.cloud.state;

import org.jspecify.annotations.NullMarked;
