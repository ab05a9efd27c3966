package org.tallystick.coverage;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.tallystick.coverage.CaseFacts.Device;
import org.tallystick.coverage.CaseFacts.Statement;
import org.tallystick.coverage.PolicyRow.Trusted;
import org.tallystick.enrolment.TerminalEventType;
import org.tallystick.shared.Money;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillBuilder;
import org.tallystick.signing.BillType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.Channel;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.FeatureCode;
import org.tallystick.signing.Part;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;

/** Sales, images and policies of the tests. */
final class Sales {
    static final RequirementPolicy POLICY = new RequirementPolicy(List.of(
            row("scan", 1, "*", EntryMode.SCAN, "1970-01-01", OptionalLong.empty(), new Trusted(false, true, false)),
            row("tap", 1, "*", EntryMode.TAP, "1970-01-01", OptionalLong.of(300_00), new Trusted(true, false, true)),
            row("tap", 2, "*", EntryMode.TAP, "2018-06-01", OptionalLong.of(1000_00), new Trusted(true, false, true))));

    private Sales() {}

    static PolicyRow row(
            String id, int version, String acquirer, EntryMode mode, String from, OptionalLong limit, Trusted trusted) {
        return new PolicyRow(id, version, acquirer, mode, "*", LocalDate.parse(from), limit, trusted);
    }

    static BillBuilder sale(EntryMode mode, long amount, String time) {
        return new BillBuilder()
                .terminal("48023310", "898331054110027", "10240017")
                .first(1)
                .code(new byte[16])
                .type(BillType.SALE)
                .money(new Money(amount, Currency.getInstance("CNY")))
                .time(OffsetDateTime.parse(time))
                .city("杭州")
                .entryMode(mode)
                .slip("000007", "000001")
                .referenceNo("000110047115")
                .settlementDate("0622");
    }

    static Bill.CardholderSignature signature(SignatureStatus status) {
        return new Bill.CardholderSignature(
                SignatureRequirement.REQUIRED, status, Optional.of(FeatureCode.online("0622", "000110047115")));
    }

    static Bill swiped(SignatureStatus status) {
        return sale(EntryMode.SWIPE, 99_00, "2026-06-22T10:00:00+08:00")
                .card(new Bill.Card("621234******5678", Optional.of("UnionPay"), Optional.empty(), Optional.empty()))
                .cardholderSignature(signature(status))
                .build();
    }

    static Assessment assess(Bill bill, ReceiptStatus status, ImageResult image) {
        return Assessment.of(new Assessment.Seen(bill, status, Channel.REST, image, false), POLICY);
    }

    static Statement statement(Cause cause) {
        return new Statement(Optional.of(cause), false, false, false);
    }

    static final Statement SIGNED = new Statement(Optional.empty(), false, false, false);

    static Device events(TerminalEventType... types) {
        EnumSet<TerminalEventType> all = EnumSet.noneOf(TerminalEventType.class);
        all.addAll(List.of(types));
        return new Device(all, CaseFacts.Program.UNTOLD);
    }

    static Diagnosis diagnose(Bill bill, Assessment assessment, Statement statement, Device device) {
        return Diagnosis.of(CaseFacts.ofBill(bill, assessment, statement, device));
    }

    /** Handwriting of a hand; {@code dx} moves it. */
    static byte[] png(long hand, int dx) {
        SplittableRandom random = new SplittableRandom(hand);
        BufferedImage image = blank();
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(2.2f));
        Path2D line = new Path2D.Double();
        line.moveTo(20 + dx, random.nextInt(20, 60));
        for (int i = 0; i < 8; i++) {
            line.curveTo(
                    dx + random.nextInt(20, 200),
                    random.nextInt(5, 75),
                    dx + random.nextInt(20, 200),
                    random.nextInt(5, 75),
                    dx + random.nextInt(20, 200),
                    random.nextInt(5, 75));
        }
        pen.draw(line);
        pen.dispose();
        return bytes(image);
    }

    static BufferedImage blank() {
        BufferedImage image = new BufferedImage(240, 80, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 240, 80);
        pen.dispose();
        return image;
    }

    static byte[] bytes(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Part part(String mediaType, byte[] data) {
        return new Part(Part.CARDHOLDER_SIGNATURE, mediaType, new byte[Part.SALT_LENGTH], data);
    }
}
