package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * A merchant as its acquirer enrolled it. Pages take name and place from here, never from a bill. It stays with its
 * acquirer for ever: the certificates of its terminals say so.
 */
@Entity
@Table(name = "merchant")
public class Merchant {
    @Id
    @Column(name = "merchant_no")
    private String merchantNo;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "acquirer_code")
    private Acquirer acquirer;

    @Column(name = "name_zh")
    private String nameZh;

    @Column(name = "name_en")
    private String nameEn;

    @Column(name = "city")
    private String city;

    @Column(name = "region")
    private String region;

    @Column(name = "mcc")
    private String mcc;

    /**
     * What a register may change about a merchant.
     *
     * @param region administrative region the merchant is supervised in
     * @param mcc merchant category code, four digits
     */
    public record Description(String nameZh, String nameEn, String city, String region, String mcc) {}

    protected Merchant() {}

    /** @param merchantNo 15 letters and digits */
    public Merchant(String merchantNo, Acquirer acquirer, Description description) {
        this.merchantNo = merchantNo;
        this.acquirer = acquirer;
        this.nameZh = description.nameZh();
        this.nameEn = description.nameEn();
        this.city = description.city();
        this.region = description.region();
        this.mcc = description.mcc();
    }

    public String merchantNo() {
        return merchantNo;
    }

    public Acquirer acquirer() {
        return acquirer;
    }

    public Description description() {
        return new Description(nameZh, nameEn, city, region, mcc);
    }

    public void describe(Description description) {
        nameZh = description.nameZh();
        nameEn = description.nameEn();
        city = description.city();
        region = description.region();
        mcc = description.mcc();
    }
}
