package dev.rolecall.bench;

import java.io.PrintStream;

final class GetObjectBench {
    private GetObjectBench() {}

    static void run(PrintStream out) {
        out.println();
    }
}
