package dev.rolecall.lab.cli;

import dev.rolecall.lab.Surroundings;

/** What every command works with: what is around it, the person in front of it, and what happens at Ctrl-C. */
record CommandSetting(Surroundings around, Terminal terminal, Interruption interruption) {}
