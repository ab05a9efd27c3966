package org.tallystick.enrolment.service;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.tallystick.enrolment.KeyAlgorithm;

/** Why a key or a signature is not taken, in words that say what to do instead. */
final class WeakKey {
    private static final String INSTEAD = "; make one on P-256, for Ed25519, or on sm2p256v1";

    private WeakKey() {}

    /** Why no key of this kind is certified. */
    static String reason(AlgorithmIdentifier key) {
        if (PKCSObjectIdentifiers.rsaEncryption.equals(key.getAlgorithm())) {
            return "is an RSA key, of whatever length, which terminals do not use here" + INSTEAD;
        }
        if (X9ObjectIdentifiers.id_ecPublicKey.equals(key.getAlgorithm())) {
            return curve(key.getParameters()) + INSTEAD;
        }
        return "is a key of a kind that is not taken (" + name(key.getAlgorithm()) + ")" + INSTEAD;
    }

    /** Why a request that is signed like this is not taken. */
    static String signatureReason(AlgorithmIdentifier signature, KeyAlgorithm key) {
        return "is " + name(signature.getAlgorithm()) + ", but must be " + name(key.signature()) + " for a key for "
                + key.jose();
    }

    private static String curve(ASN1Encodable parameters) {
        if (parameters instanceof ASN1ObjectIdentifier named) {
            String known = ECNamedCurveTable.getName(named);
            return "is on the curve " + (known == null ? named.getId() : known) + ", which is not taken";
        }
        return "describes its curve in numbers instead of naming it, which is not taken";
    }

    private static String name(ASN1ObjectIdentifier identifier) {
        return new DefaultAlgorithmNameFinder().getAlgorithmName(identifier);
    }
}
