package dev.rolecall.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;

import dev.rolecall.cloud.api.Secret;
import dev.rolecall.cloud.identity.Totp;

/** A phone with an authenticator app, by the cloud's clock. */
public final class AuthenticatorApp {
    private static final Duration STEP = Duration.ofSeconds(30);

    private final String serial;
    private final Secret seed;
    private final InstantSource clock;

    private AuthenticatorApp(String serial, Secret seed, InstantSource clock) {
        this.serial = serial;
        this.seed = seed;
        this.clock = clock;
    }

    /** A new device, which is nobody's yet. */
    public static AuthenticatorApp device(TestCloud cloud, String name) {
        try (IamClient iam = cloud.iam()) {
            VirtualMFADevice made = iam.createVirtualMFADevice(request -> request.virtualMFADeviceName(name)).virtualMFADevice();
            return new AuthenticatorApp(made.serialNumber(), new Secret(made.base32StringSeed().asUtf8String()), cloud.clock());
        }
    }

    /** A new device of a user; its current code was not shown yet. */
    public static AuthenticatorApp of(TestCloud cloud, String user) {
        AuthenticatorApp device = device(cloud, user);
        // Of one moment, or they would not follow each other where a step ends between the two.
        Instant now = cloud.clock().instant();
        try (IamClient iam = cloud.iam()) {
            iam.enableMFADevice(request -> request.userName(user).serialNumber(device.serial()).authenticationCode1(device.code(now, -2))
                    .authenticationCode2(device.code(now, -1)));
        }
        return device;
    }

    public String serial() {
        return serial;
    }

    public String code() {
        return code(0);
    }

    /** The code of so many steps of 30 seconds from now. */
    public String code(int steps) {
        return code(clock.instant(), steps);
    }

    private String code(Instant now, int steps) {
        return Totp.code(seed, Totp.step(now.plus(STEP.multipliedBy(steps))));
    }

    /** A code that no step close by has. */
    public String wrongCode() {
        for (int number = 0;; number++) {
            String code = String.format("%06d", number);
            if (IntStream.rangeClosed(-3, 3).noneMatch(step -> code(step).equals(code))) {
                return code;
            }
        }
    }
}
