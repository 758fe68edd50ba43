package dev.rolecall.cloud.iam;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import io.nayuki.qrcodegen.QrCode;

/** Text as a QR code that a phone can read from a screen. */
final class QrCodePicture {
    /** Pixels a module. */
    private static final int SCALE = 4;
    /** Modules of white around it, which ISO/IEC 18004 asks for. */
    private static final int BORDER = 4;
    private static final int WHITE = 0xffffff;

    private QrCodePicture() {}

    static byte[] png(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int width = (code.size + 2 * BORDER) * SCALE;
        BufferedImage picture = new BufferedImage(width, width, BufferedImage.TYPE_BYTE_BINARY);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < width; y++) {
                picture.setRGB(x, y, code.getModule(x / SCALE - BORDER, y / SCALE - BORDER) ? 0 : WHITE);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // ImageIO's own stream would keep the seed in a file for a while.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
