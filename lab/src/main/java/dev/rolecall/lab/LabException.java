package dev.rolecall.lab;

/** Ends a command with one clear sentence for the person and an exit code for the script. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public LabException(ExitCode exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public LabException(ExitCode exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    public static LabException wrongInput(String sentence) {
        return new LabException(ExitCode.WRONG_INPUT, sentence);
    }

    public static LabException missing(String sentence) {
        return new LabException(ExitCode.MISSING, sentence);
    }

    public static LabException brokeOff(String sentence) {
        return new LabException(ExitCode.BROKE_OFF, sentence);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** The sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
