package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.X509;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;

/** What SM2 has signed, under software that nobody here wrote. Each runs where its tool is present and is skipped visibly elsewhere. */
class Sm2VerifiersIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final String DISTID = "distid:1234567812345678";
    private static final BigInteger ORDER =
            new BigInteger("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", 16);
    private static final Sm2Sale SALE = Sm2Sale.get();

    @TempDir
    private Path directory;

    @Test
    void opensslFollowsTheChainsAndBothSignatures() throws Exception {
        assumeTrue(Shell.has("openssl"), "openssl is absent");
        Shell shell = new Shell(directory, Map.of());
        Files.copy(SERVER.data().resolve("root-sm2.pem"), directory.resolve("root.pem"));
        Receipt receipt = Receipt.parse(SALE.receipt());
        int signer = 0;
        for (JwsEntry entry : List.of(receipt.terminalEntry().orElseThrow(), receipt.sealEntry())) {
            String name = "signer" + signer++;
            X509Certificate certificate = SALE.certificate(entry);
            X509Certificate issuer = issuerOf(certificate);
            pem(name + ".pem", certificate);
            pem(name + "-issuer.pem", issuer);
            // OpenSSL takes the distinguishing identifier for the certificate it is asked about alone: link by link
            String verify = "openssl verify -vfyopt " + DISTID;
            assertThat(shell.succeed(verify + " -CAfile root.pem " + name + "-issuer.pem"))
                    .contains(name + "-issuer.pem: OK");
            assertThat(shell.succeed(verify + " -partial_chain -CAfile " + name + "-issuer.pem " + name + ".pem"))
                    .contains(name + ".pem: OK");

            byte[] raw = entry.signatureBytes();
            Files.write(directory.resolve(name + ".sig"), der(raw));
            Files.write(directory.resolve(name + ".txt"), entry.signingInput(receipt.payloadB64()));
            shell.succeed("openssl x509 -in " + name + ".pem -noout -pubkey > " + name + ".pub");
            String digest = "openssl dgst -sm3 -verify " + name + ".pub -sigopt " + DISTID + " -signature " + name
                    + ".sig " + name + ".txt";
            assertThat(shell.succeed(digest)).contains("Verified OK");
            Files.writeString(directory.resolve(name + ".txt"), "something else");
            assertThat(shell.run(digest).out()).contains("Verification failure");
        }
        assertThat(shell.run("openssl x509 -in signer1.pem -noout -text").out()).contains("SM2-with-SM3");
    }

    /** OpenSSL reads no SM2 in its cms command: the attributes are taken out and checked like any signed bytes (SM-CRYPTO.md C.4). */
    @Test
    void theGbt35275ExportIsSignedWithSm2OverTheStoredReceipt() throws Exception {
        TestAnswer export = TestAnswer.get(SERVER, "/r/" + SALE.code() + ".gbt35275.p7s");
        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("Content-Disposition")).contains(".gbt35275.p7s");
        CMSSignedData cms = new CMSSignedData(export.body());
        assertThat((byte[]) cms.getSignedContent().getContent()).isEqualTo(SALE.receipt());
        SignerInformation signer = cms.getSignerInfos().iterator().next();
        X509CertificateHolder seal = cms.getCertificates().getMatches(null).stream()
                .filter(each -> each.getSerialNumber().equals(signer.getSID().getSerialNumber()))
                .findFirst()
                .orElseThrow();
        assertThat(seal.getEncoded())
                .isEqualTo(SALE.certificate(Receipt.parse(SALE.receipt()).sealEntry())
                        .getEncoded());
        assertThat(TestAnswer.get(SERVER, "/r/" + SALE.code()).text()).contains(".gbt35275.p7s");

        assumeTrue(Shell.has("openssl"), "openssl is absent");
        Shell shell = new Shell(directory, Map.of());
        pem("seal.pem", X509.parse(seal.getEncoded()));
        Files.write(directory.resolve("attributes"), signer.getEncodedSignedAttributes());
        Files.write(directory.resolve("signature"), signer.getSignature());
        shell.succeed("openssl x509 -in seal.pem -noout -pubkey > seal.pub");
        assertThat(shell.succeed(
                        "openssl dgst -sm3 -verify seal.pub -sigopt " + DISTID + " -signature signature attributes"))
                .contains("Verified OK");
        Files.write(directory.resolve("receipt.jose"), SALE.receipt());
        String digest = shell.succeed("openssl dgst -sm3 -r receipt.jose").substring(0, 64);
        assertThat(HexFormat.of().formatHex(signer.getEncodedSignedAttributes()))
                .contains(digest);
    }

    @Test
    void smCryptoOfNpmVerifiesBothSignatures() throws Exception {
        NpmPackage smCrypto = NpmPackage.install("sm-crypto", "0.5.8");
        Receipt receipt = Receipt.parse(SALE.receipt());
        List<Object> keys = new ArrayList<>();
        for (JwsEntry entry : List.of(receipt.terminalEntry().orElseThrow(), receipt.sealEntry())) {
            byte[] spki = SALE.certificate(entry).getPublicKey().getEncoded();
            keys.add(HexFormat.of().formatHex(spki, spki.length - 65, spki.length));
        }
        Files.write(directory.resolve("keys.json"), JsonWriter.write(Map.of("keys", keys)));
        Files.write(directory.resolve("receipt.jose"), SALE.receipt());
        assertThat(smCrypto.run(directory, "sm2.js", "")).isEqualTo("true true");
        Files.write(directory.resolve("receipt.jose"), SALE.forged());
        assertThat(smCrypto.run(directory, "sm2.js", "")).isEqualTo("false false");
    }

    private void pem(String name, X509Certificate certificate) throws Exception {
        Files.writeString(
                directory.resolve(name),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static byte[] der(byte[] raw) throws Exception {
        return StandardDSAEncoding.INSTANCE.encode(
                ORDER, new BigInteger(1, Arrays.copyOf(raw, 32)), new BigInteger(1, Arrays.copyOfRange(raw, 32, 64)));
    }

    private static X509Certificate issuerOf(X509Certificate certificate) throws Exception {
        Optional<X509Certificate> issuer = SALE.certificates().stream()
                .filter(each -> each.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .findFirst();
        return issuer.orElseThrow();
    }
}
