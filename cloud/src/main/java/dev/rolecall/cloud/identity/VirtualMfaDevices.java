package dev.rolecall.cloud.identity;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.rolecall.cloud.state.State;

/** The virtual MFA devices of every account, by serial number. */
public final class VirtualMfaDevices {
    private final ConcurrentMap<String, MfaDevice> devices = new ConcurrentHashMap<>();

    void keepIn(State state) {
        state.keep("credentials/mfa-devices", devices, MfaDevice.class);
    }

    public Optional<MfaDevice> device(String serial) {
        return Optional.ofNullable(devices.get(serial));
    }

    public List<MfaDevice> ofAccount(String accountId) {
        return devices.values().stream().filter(device -> device.accountId().equals(accountId))
                .sorted(Comparator.comparing(MfaDevice::serial)).toList();
    }

    /** The devices that a user has enabled, by the user's unique id. */
    public List<MfaDevice> ofUser(String userId) {
        return devices.values().stream().filter(device -> device.isOf(userId)).sorted(Comparator.comparing(MfaDevice::serial)).toList();
    }

    public void put(MfaDevice device) {
        devices.put(device.serial(), device);
    }

    public void delete(String serial) {
        devices.remove(serial);
    }

    /** Takes a code that a user shows, which then is worth nothing any more; false where it is not a code of the device for now. */
    public boolean take(String serial, String userId, String code, Instant now) {
        AtomicBoolean taken = new AtomicBoolean();
        devices.computeIfPresent(serial, (key, device) -> {
            Optional<MfaDevice> shown = device.isOf(userId) ? device.shown(code, now) : Optional.empty();
            taken.set(shown.isPresent());
            return shown.orElse(device);
        });
        return taken.get();
    }
}
