package dev.rolecall.lab.experiment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A jar that starts something of another one beside it: an instance's unit names a jar and no class.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/25/docs/specs/jar/jar.html#class-path-attribute">Class-Path attribute</a>
 */
final class StarterJar {
    private StarterJar() {}

    /**
     * The jar's bytes.
     *
     * @param main   what is in it, and is started
     * @param beside the other jar's file name
     */
    static byte[] of(Class<?> main, String beside) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, beside);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry(main.getName().replace('.', '/') + ".class"));
            try (InputStream code = Objects.requireNonNull(main.getResourceAsStream(main.getSimpleName() + ".class"))) {
                code.transferTo(jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
