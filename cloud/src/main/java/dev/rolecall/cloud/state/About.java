package dev.rolecall.cloud.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whose state a folder has, and in which form.
 *
 * @param format of what is written; higher where an older version cannot read it
 */
record About(int format, String account, String region) {
    static final int FORMAT = 1;
    static final String FILE = "rolecall.json";
    static final String UNFINISHED = FILE + ".tmp";
    /** A later form may say more; that it is later is what is read here. */
    private static final JsonMapper MAPPER = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES).build();

    static About of(String account, String region) {
        return new About(FORMAT, account, region);
    }

    /**
     * Whether a folder says that it is this; false where it says nothing.
     *
     * @throws StateException where it says anything else
     */
    boolean isIn(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return false;
        }
        About found = read(file);
        if (found.format > format) {
            throw StateException.unsuitable("The state in " + folder + " was made by a later version of Rolecall: it has format "
                    + found.format + ", and this version reads format " + format + ". Use that version, or another folder.");
        }
        if (found.format < format) {
            throw StateException.unsuitable("The state in " + folder + " was made by an earlier version of Rolecall: it has format "
                    + found.format + ", and this version reads format " + format
                    + ". Use that version, or another folder and deploy into it again.");
        }
        if (!found.equals(this)) {
            throw StateException.unsuitable("The state in " + folder + " is of account " + found.account + " in " + found.region
                    + ", not of account " + account + " in " + region + ". Use another folder.");
        }
        return true;
    }

    private static About read(Path file) throws IOException {
        try {
            return MAPPER.readValue(Files.readAllBytes(file), About.class);
        } catch (JacksonException e) {
            throw StateException.unsuitable("The file " + file + " does not say which state the folder has: it is damaged, or of something"
                    + " else. Use a copy of the folder, or another folder.");
        }
    }

    void writeIn(Path folder) throws IOException {
        Path text = folder.resolve(UNFINISHED);
        try (FileChannel channel = FileChannel.open(text, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            // Else a loss of power may leave the name and no content.
            ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(this));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        StateFolder.onlyForItsUser(text, "rw-------");
        Files.move(text, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
