package dev.rolecall.infra;

/** The context asks for something that cannot or must not be; the message is one sentence for people. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingsException(String sentence) {
        super(sentence);
    }
}
