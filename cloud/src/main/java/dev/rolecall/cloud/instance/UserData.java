package dev.rolecall.cloud.instance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import dev.rolecall.cloud.program.NotEmulatedException;

/** What an instance is told at launch, by kind. Only {@code #cloud-config} is acted upon. */
sealed interface UserData {

    /** Nothing at all. */
    record None() implements UserData {}

    /** A script, which cloud-init would run; here it never is. */
    record Script() implements UserData {}

    /** Something that is not understood. */
    record Unknown(String reason) implements UserData {}

    /**
     * A cloud-config.
     *
     * @param packages names of packages
     * @param files    in the order in which they are written
     * @param commands each a list of words, or refused
     * @param ignored  other modules that the text names
     */
    record CloudConfig(List<String> packages, List<DeclaredFile> files, List<Command> commands, List<String> ignored) implements UserData {}

    /**
     * A file to write; its content may be a secret and is never printed.
     *
     * @param path    absolute
     * @param content what to write, or why it cannot be written
     * @param mode    permission bits, {@code 0644} where nothing is said
     */
    record DeclaredFile(String path, Content content, int mode) {
        @Override
        public String toString() {
            return "DeclaredFile[" + path + "]";
        }
    }

    /** What a file shall hold. */
    sealed interface Content {
        /** The bytes themselves. */
        @SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
        record Bytes(byte[] value) implements Content {}

        /** An encoding or option that is not known. */
        record Refused(String reason) implements Content {}
    }

    static UserData parse(Optional<byte[]> bytes) {
        String text = bytes.map(data -> new String(data, StandardCharsets.UTF_8)).orElse("");
        if (text.isBlank()) {
            return new None();
        }
        if (text.startsWith("#!")) {
            return new Script();
        }
        if (!text.startsWith("#cloud-config")) {
            return new Unknown("it does not begin with #cloud-config");
        }
        try {
            return CloudConfigReader.read(text);
        } catch (NotEmulatedException e) {
            return new Unknown(e.getMessage());
        }
    }
}
