package dev.rolecall.lab.identity;

import java.util.List;
import java.util.Optional;

/**
 * The policies of a user or role itself.
 *
 * @param inline   written into it
 * @param managed  attached to it
 * @param boundary its permissions boundary
 */
public record Attachments(List<PolicyText> inline, List<PolicyText> managed, Optional<PolicyText> boundary) {

    public Attachments {
        inline = List.copyOf(inline);
        managed = List.copyOf(managed);
    }
}
