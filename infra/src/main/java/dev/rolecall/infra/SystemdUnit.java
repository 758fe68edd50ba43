package dev.rolecall.infra;

import java.util.Map;

/**
 * The reader as a service.
 *
 * @param identity lines that say as whom it runs
 * @param environment its variables, in the order to be written; values may be tokens
 */
record SystemdUnit(String identity, Map<String, String> environment) {

    String text(String jar) {
        StringBuilder text = new StringBuilder("""
                [Unit]
                Description=Rolecall reader
                Wants=network-online.target
                After=network-online.target

                [Service]
                """);
        text.append("ExecStart=/usr/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx96m -jar ").append(jar).append('\n');
        environment.forEach((name, value) -> text.append("Environment=").append(name).append('=').append(value).append('\n'));
        text.append(identity).append("""
                StandardOutput=journal+console
                StandardError=journal+console
                Restart=always
                RestartSec=5
                SuccessExitStatus=143

                [Install]
                WantedBy=multi-user.target
                """);
        return text.toString();
    }
}
