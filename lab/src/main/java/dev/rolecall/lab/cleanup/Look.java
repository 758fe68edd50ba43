package dev.rolecall.lab.cleanup;

import java.util.List;

/** One way of looking for what is left of a lab. */
interface Look {
    /** What is looked for, and by what. */
    String what();

    List<Leftover> find();
}
