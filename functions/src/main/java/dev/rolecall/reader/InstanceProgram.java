package dev.rolecall.reader;

import java.io.PrintStream;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The service on the instance: reads again and again, and prints each time a line {@code rolecall-evidence {…}} to standard output, which systemd takes to
 * the console, from where {@code ec2:GetConsoleOutput} brings it out of a network without a way out. It uses the SDK's default chain, so the same program
 * wears a role or uses the key that lies in its home folder.
 */
public final class InstanceProgram {
    private final Reader reader;
    private final Pace pace;
    private final PrintStream out;

    InstanceProgram(Reader reader, Pace pace, PrintStream out) {
        this.reader = reader;
        this.pace = pace;
        this.out = out;
    }

    /**
     * Runs until it is told to end (SIGTERM). Exit code 2, with one sentence on standard error, when the environment is incomplete.
     *
     * @param arguments none are understood
     */
    public static void main(String[] arguments) {
        AwsCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
        Pace pace = Start.orEnd(() -> Pace.from(System::getenv));
        try (Reader reader = Start.orEnd(() -> Reader.inThisProcess(System::getenv, chain))) {
            endWithTheProcess(Thread.currentThread());
            new InstanceProgram(reader, pace, System.out).run();
        }
    }

    /** Reads until this thread is interrupted. */
    void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Evidence evidence = reader.attempt();
                out.println(evidence.line());
                Thread.sleep(pace.after(evidence.outcome()));
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the reading thread finish the line it is printing before the process goes. */
    private static void endWithTheProcess(Thread reading) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            reading.interrupt();
            try {
                reading.join(2_000);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }, "end"));
    }
}
