package dev.rolecall.lab;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that somebody named on the command line. */
public final class TextFile {
    private TextFile() {}

    /**
     * The whole text.
     *
     * @throws LabException as wrong input, when there is no such file or it is no UTF-8 text
     */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw LabException.wrongInput("There is no file " + file + ".");
        } catch (CharacterCodingException e) {
            throw LabException.wrongInput(file + " is no text in UTF-8.");
        } catch (IOException e) {
            throw LabException.wrongInput(file + (Files.isDirectory(file) ? " is a folder: name a file in it." : " cannot be read."));
        }
    }
}
