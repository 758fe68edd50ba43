package dev.rolecall.lab.target;

/** The consoles of instances. */
public interface Consoles {
    /** What an instance has written so far; empty when there is nothing yet. */
    String text(String instanceId);
}
