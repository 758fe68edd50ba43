package dev.rolecall.cloud.sts;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Parameters;
import dev.rolecall.cloud.identity.MfaDevice;
import dev.rolecall.cloud.identity.VirtualMfaDevices;
import dev.rolecall.iam.Principal;

/**
 * A code that a caller shows with a call.
 *
 * @param serial of the device
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html">Secure API access with MFA</a>
 */
record MfaClaim(String serial, String code) {
    private static final Pattern SERIAL = Pattern.compile("[\\w+=/:,.@-]*");
    private static final Pattern CODE = Pattern.compile("[\\d]*");

    static Optional<MfaClaim> of(Parameters parameters) {
        Optional<String> serial = parameters.optional("SerialNumber");
        Optional<String> code = parameters.optional("TokenCode");
        new Constraints().text("serialNumber", serial, 9, 256, SERIAL).text("tokenCode", code, 6, 6, CODE).check();
        if (serial.isPresent() != code.isPresent()) {
            throw StsErrors.denied("MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");
        }
        return serial.map(number -> new MfaClaim(number, code.orElseThrow()));
    }

    /** The code is one of the caller's device, for now; it is not used up yet. */
    void verify(Caller caller, VirtualMfaDevices devices, Instant now) {
        MfaDevice device = devices.device(serial).filter(found -> found.isOf(userId(caller)))
                .orElseThrow(() -> StsErrors.denied("MultiFactorAuthentication failed, unable to validate MFA code.  "
                        + "Please verify your MFA serial number is valid and associated with this user."));
        if (device.shown(code, now).isEmpty()) {
            throw wrongCode();
        }
    }

    /** Uses the code up, and answers when it was shown. */
    Instant take(Caller caller, VirtualMfaDevices devices, Instant now) {
        verify(caller, devices, now);
        if (!devices.take(serial, userId(caller), code, now)) {
            throw wrongCode();
        }
        return now;
    }

    private static RuntimeException wrongCode() {
        return StsErrors.denied("MultiFactorAuthentication failed with invalid MFA one time pass code.");
    }

    /** Only users have devices. */
    private static String userId(Caller caller) {
        return caller.principal() instanceof Principal.User user ? user.userId() : "";
    }
}
