package dev.rolecall.cloud.iam;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.Ids;
import dev.rolecall.cloud.identity.MfaDevice;
import dev.rolecall.cloud.identity.VirtualMfaDevices;

/**
 * Virtual MFA devices. The seed is shown once, by CreateVirtualMFADevice.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_cliapi.html">Assign MFA devices in the AWS CLI or
 *      AWS API</a>
 */
final class MfaDevices {
    private static final int LONGEST_NAME = 128;
    /** @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and AWS STS quotas</a> */
    private static final int MOST_OF_A_USER = 8;

    private final IamAccess access;
    private final VirtualMfaDevices devices;

    MfaDevices(IamAccess access, VirtualMfaDevices devices) {
        this.access = access;
        this.devices = devices;
    }

    List<Operation> operations() {
        return List.of(access.operation("CreateVirtualMFADevice", this::create), access.operation("EnableMFADevice", this::enable),
                access.operation("ResyncMFADevice", this::resync), access.operation("ListMFADevices", this::list),
                access.operation("ListVirtualMFADevices", this::listAll), access.operation("DeactivateMFADevice", this::deactivate),
                access.operation("DeleteVirtualMFADevice", this::delete));
    }

    private ObjectNode create(Invocation call) {
        call.parameters().takesOnly("CreateVirtualMFADevice", "VirtualMFADeviceName", "Path", "Tags");
        String name = Names.name(call.parameters(), "VirtualMFADeviceName", LONGEST_NAME);
        Names.path(call.parameters());
        Account account = access.account(call);
        MfaDevice device = MfaDevice.made(serial(call), Ids.mfaSeed(), account.id(), call.parameters().tags("Tags"));
        synchronized (account) {
            if (devices.device(device.serial()).isPresent()) {
                throw new AwsException("EntityAlreadyExists", 409, "MFADevice entity at the same path and name already exists.");
            }
            devices.put(device);
        }
        String seed = device.seed().reveal();
        ObjectNode shown = Shapes.empty().put("SerialNumber", device.serial()).put("Base32StringSeed", blob(ascii(seed))).put("QRCodePNG",
                blob(QrCodePicture.png("otpauth://totp/" + name + "@" + account.id() + "?secret=" + seed)));
        return Shapes.empty().set("VirtualMFADevice", shown);
    }

    private ObjectNode enable(Invocation call) {
        synchronized (access.account(call)) {
            Identity.User user = access.user(call);
            MfaDevice device = device(call, found -> true);
            if (device.use().isPresent()) {
                throw new AwsException("EntityAlreadyExists", 409, "The MFA device " + device.serial() + " is already in use.");
            }
            if (devices.ofUser(user.id()).size() >= MOST_OF_A_USER) {
                throw IamErrors.limit("Cannot exceed quota for MfaDevicesPerUser: " + MOST_OF_A_USER);
            }
            devices.put(paired(call, device, user, call.now()));
        }
        return Shapes.empty();
    }

    private ObjectNode resync(Invocation call) {
        synchronized (access.account(call)) {
            Identity.User user = access.user(call);
            MfaDevice device = device(call, found -> found.isOf(user.id()));
            devices.put(paired(call, device, user, device.use().orElseThrow().since()));
        }
        return Shapes.empty();
    }

    private static MfaDevice paired(Invocation call, MfaDevice device, Identity.User user, Instant since) {
        return device.pairedWith(user, call.parameters().required("AuthenticationCode1"), call.parameters().required("AuthenticationCode2"),
                since, call.now())
                .orElseThrow(() -> new AwsException("InvalidAuthenticationCode", 403, "Authentication code for device is not valid."));
    }

    private ObjectNode list(Invocation call) {
        return Listing.of(call, "MFADevices", devices.ofUser(access.user(call).id()), MfaDevices::used);
    }

    private ObjectNode listAll(Invocation call) {
        Predicate<MfaDevice> wanted = switch (call.parameters().optional("AssignmentStatus").orElse("Any")) {
            case "Assigned" -> device -> device.use().isPresent();
            case "Unassigned" -> device -> device.use().isEmpty();
            case "Any" -> device -> true;
            default -> throw AwsException.validation("AssignmentStatus must be Assigned, Unassigned or Any.");
        };
        Account account = access.account(call);
        return Listing.of(call, "VirtualMFADevices", devices.ofAccount(account.id()).stream().filter(wanted).toList(), device -> {
            ObjectNode shape = Shapes.empty().put("SerialNumber", device.serial());
            device.use().ifPresent(use -> {
                shape.put("EnableDate", Shapes.time(use.since()));
                Optional.ofNullable(account.users().get(use.userName()))
                        .ifPresent(user -> shape.set("User", Listing.brief(Shapes.user(user))));
            });
            return shape;
        });
    }

    private ObjectNode deactivate(Invocation call) {
        synchronized (access.account(call)) {
            Identity.User user = access.user(call);
            devices.put(device(call, found -> found.isOf(user.id())).deactivated());
        }
        return Shapes.empty();
    }

    private ObjectNode delete(Invocation call) {
        synchronized (access.account(call)) {
            MfaDevice device = device(call, found -> true);
            if (device.use().isPresent()) {
                throw IamErrors.conflict("Virtual MFA device is in use. Must be deactivated first.");
            }
            devices.delete(device.serial());
        }
        return Shapes.empty();
    }

    private MfaDevice device(Invocation call, Predicate<MfaDevice> wanted) {
        String serial = call.parameters().required("SerialNumber");
        String account = access.account(call).id();
        return devices.device(serial).filter(device -> device.accountId().equals(account)).filter(wanted)
                .orElseThrow(() -> new AwsException("NoSuchEntity", 404, "MFA Device with serial number " + serial + " does not exist."));
    }

    private static ObjectNode used(MfaDevice device) {
        MfaDevice.Use use = device.use().orElseThrow();
        return Shapes.empty().put("UserName", use.userName()).put("SerialNumber", device.serial()).put("EnableDate",
                Shapes.time(use.since()));
    }

    static String serial(Invocation call) {
        return "arn:aws:iam::" + call.caller().accountId() + ":mfa" + call.parameters().optional("Path").orElse("/")
                + call.parameters().required("VirtualMFADeviceName");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String blob(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
