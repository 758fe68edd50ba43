package dev.rolecall.cloud.state;

import java.util.List;

/** Something that is kept, and how far it is written. Used by one thread at a time. */
interface Kept {
    /** What is not written yet; the values are those of this moment. */
    List<Write> unwritten();

    /** All that the last call of {@link #unwritten} gave is on disk. */
    void written();
}
