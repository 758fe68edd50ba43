package dev.rolecall.lab;

/** What the process tells the shell that started it; scripts rely on the numbers. */
public enum ExitCode {
    /** Done, and everything that was checked holds. */
    HOLDS(0),
    /** It ran, and something that was checked does not hold: a read was refused. */
    DOES_NOT_HOLD(1),
    /** The command or a file given to it is wrong; nothing was changed. */
    WRONG_INPUT(2),
    /** Something that it needs is missing or taken: a JDK, Node, a port; nothing was changed. */
    MISSING(3),
    /** It broke off, or there is a bug; what was started has been stopped. */
    BROKE_OFF(4),
    /** Ctrl-C; what was started has been stopped. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
