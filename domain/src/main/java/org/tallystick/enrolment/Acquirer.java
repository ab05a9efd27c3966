package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An institution that brings merchants and answers for them. Its code stands in every bill and names its logs. */
@Entity
@Table(name = "acquirer")
public class Acquirer {
    @Id
    @Column(name = "code")
    private String code;

    @Column(name = "name_zh")
    private String nameZh;

    @Column(name = "name_en")
    private String nameEn;

    @Column(name = "terminal_algorithms")
    private String terminalAlgorithms;

    @Column(name = "seal_algorithm")
    private String sealAlgorithm;

    protected Acquirer() {}

    /** @param code 8 to 11 letters and digits */
    public Acquirer(String code, String nameZh, String nameEn) {
        this.code = code;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
        choose(AlgorithmChoice.USUAL);
    }

    public String code() {
        return code;
    }

    public String nameZh() {
        return nameZh;
    }

    public String nameEn() {
        return nameEn;
    }

    /** Which algorithms its terminals' keys may be for, and what seals its receipts. */
    public AlgorithmChoice algorithms() {
        return AlgorithmChoice.of(terminalAlgorithms, sealAlgorithm);
    }

    /** From now on: what was certified and sealed before stays as it is. */
    public final void choose(AlgorithmChoice choice) {
        terminalAlgorithms = choice.terminalsText();
        sealAlgorithm = choice.seal().jose();
    }

    public void rename(String newNameZh, String newNameEn) {
        nameZh = newNameZh;
        nameEn = newNameEn;
    }
}
