package dev.rolecall.cloud.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import dev.rolecall.cloud.api.Secret;

/**
 * A virtual MFA device.
 *
 * @param serial its ARN
 * @param seed   in Base32; shown once, when the device is made
 * @param last   the step of the newest code that was shown: neither it nor an older one is taken again
 * @param use    whose it is; nobody's before it is enabled
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_virtual.html">Assign a virtual MFA device</a>
 */
public record MfaDevice(String serial, Secret seed, String accountId, Map<String, String> tags, long last, Optional<Use> use) {
    /** How far a clock may be off, in steps of 30 seconds. AWS gives no number; RFC 6238 recommends one step. */
    private static final int TOLERANCE = 1;
    /** How far off two consecutive codes are looked for, which show how far off the device's clock is. AWS gives no number. */
    private static final int SEARCHED = 20;

    /**
     * A user's device.
     *
     * @param drift how many steps the device's clock is ahead of the cloud's
     */
    public record Use(String userName, String userId, Instant since, long drift) {}

    public MfaDevice {
        tags = Map.copyOf(tags);
    }

    public boolean isOf(String userId) {
        return use.filter(user -> user.userId().equals(userId)).isPresent();
    }

    /** The device after its user showed a code, if it is one for now that was not shown before. */
    public Optional<MfaDevice> shown(String code, Instant now) {
        return use.flatMap(user -> {
            long expected = Totp.step(now) + user.drift();
            return unused(expected, TOLERANCE).filter(step -> fits(code, step)).boxed().findFirst().map(step -> usedBy(user, step));
        });
    }

    /** The device in a user's hands, if the two codes are consecutive ones of a time close by; that also sets the drift. */
    public Optional<MfaDevice> pairedWith(Identity.User user, String first, String second, Instant since, Instant now) {
        long expected = Totp.step(now);
        return unused(expected, SEARCHED).filter(step -> step - 1 > last).filter(step -> fits(first, step - 1))
                .filter(step -> fits(second, step)).boxed().findFirst()
                .map(step -> usedBy(new Use(user.name(), user.id(), since, drift(step - expected)), step));
    }

    /** A device that is nobody's yet, and of which no code was shown. */
    public static MfaDevice made(String serial, Secret seed, String accountId, Map<String, String> tags) {
        return new MfaDevice(serial, seed, accountId, tags, Long.MIN_VALUE, Optional.empty());
    }

    /** The device without its user. */
    public MfaDevice deactivated() {
        return new MfaDevice(serial, seed, accountId, tags, last, Optional.empty());
    }

    private static long drift(long found) {
        return Math.abs(found) <= TOLERANCE ? 0 : found;
    }

    private LongStream unused(long around, int distance) {
        return LongStream.rangeClosed(around - distance, around + distance).filter(step -> step > last);
    }

    private MfaDevice usedBy(Use user, long shown) {
        return new MfaDevice(serial, seed, accountId, tags, shown, Optional.of(user));
    }

    private boolean fits(String code, long step) {
        return MessageDigest.isEqual(code.getBytes(StandardCharsets.UTF_8), Totp.code(seed, step).getBytes(StandardCharsets.UTF_8));
    }
}
