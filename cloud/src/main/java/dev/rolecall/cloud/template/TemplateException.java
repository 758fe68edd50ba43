package dev.rolecall.cloud.template;

/** A template, or the values for its parameters, that CloudFormation would refuse; the message is what it would answer. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TemplateException(String message) {
        super(message, null, false, false);
    }

    static TemplateException format(String message) {
        return new TemplateException("Template format error: " + message);
    }

    static TemplateException error(String message) {
        return new TemplateException("Template error: " + message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
