package dev.rolecall.cloud;

/** The port that was asked for is in use by another program. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortTakenException(int port) {
        super("Port " + port + " on 127.0.0.1 is in use.");
        this.port = port;
    }

    public int port() {
        return port;
    }
}
