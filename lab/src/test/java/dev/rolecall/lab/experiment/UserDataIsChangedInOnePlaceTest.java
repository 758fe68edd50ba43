package dev.rolecall.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import dev.rolecall.lab.LabException;

/** A copy of the instance must differ in what its experiment is about, and in nothing else. */
final class UserDataIsChangedInOnePlaceTest {
    private static final UserData LESSON = new UserData("""
            #cloud-config
            packages:
              - java-25-amazon-corretto-headless
            write_files:
              - path: /etc/systemd/system/rolecall-reader.service
                permissions: "0644"
                owner: root:root
                content: |
                  [Unit]
                  Description=Rolecall reader

                  [Service]
                  ExecStart=/usr/bin/java -Xmx96m -jar /opt/rolecall/reader.jar
                  Environment=ROLECALL_BUCKET=bucket
            runcmd:
              - ["systemctl", "enable", "--now", "rolecall-reader.service"]
            """);

    @Test
    void aVariableIsOneMoreLineOfTheService() {
        assertThat(added(LESSON.environment("AWS_REGION", "us-east-1"))).containsExactly("      Environment=AWS_REGION=us-east-1");
    }

    @Test
    void aFileIsWrittenByteForByte() {
        UserData changed = LESSON.file("/etc/rolecall/token", "a-token\n".getBytes(StandardCharsets.UTF_8));

        assertThat(changed.text()).contains("""
                write_files:
                  - path: /etc/rolecall/token
                    permissions: "0644"
                    encoding: b64
                    content: YS10b2tlbgo=
                  - path: /etc/systemd/system/rolecall-reader.service
                """);
        assertThat(added(changed)).hasSize(4);
    }

    @Test
    void aProgramOfTheSameJarIsStartedBesideAnEndpointByAJarBesideIt() throws IOException {
        String text = LESSON.besideEndpoint("dev.rolecall.reader.TaskProgram", ContainerEndpoint.WORKS).text();

        assertThat(text).contains("-Xmx96m -jar /opt/rolecall/ContainerEndpoint.jar works dev.rolecall.reader.TaskProgram\n")
                .contains("  - path: /opt/rolecall/ContainerEndpoint.jar\n");
        Matcher content = Pattern.compile("content: ([A-Za-z0-9+/=]+)\n").matcher(text);
        assertThat(content.find()).isTrue();
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(content.group(1))))) {
            Attributes main = jar.getManifest().getMainAttributes();
            assertThat(main.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo(ContainerEndpoint.class.getName());
            assertThat(main.getValue(Attributes.Name.CLASS_PATH)).isEqualTo("reader.jar");
        }
    }

    @Test
    void userDataOfAnotherKindIsNotChangedByGuess() {
        assertThatExceptionOfType(LabException.class).isThrownBy(() -> new UserData("#!/bin/sh\n").environment("A", "b"))
                .withMessageContaining("not the lesson's");
    }

    @Test
    void itDoesNotPrintWhatItHolds() {
        assertThat(LESSON.toString()).doesNotContain("bucket");
    }

    /** The lines that are new, where all others are still there in their order. */
    private static List<String> added(UserData changed) {
        List<String> rest = new ArrayList<>(changed.text().lines().toList());
        LESSON.text().lines().forEach(line -> assertThat(rest.remove(line)).as(line).isTrue());
        return rest;
    }
}
