-- Second fence behind the grants: what the ledger holds is inserted and never changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% of % is not allowed: the table is append-only', TG_OP, TG_TABLE_NAME; END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_tile FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON bill_conflict FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_receipt_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF TG_OP = 'DELETE'
        OR NEW.stored IS DISTINCT FROM OLD.stored OR NEW.digest IS DISTINCT FROM OLD.digest
        OR NEW.number IS DISTINCT FROM OLD.number OR NEW.seq IS DISTINCT FROM OLD.seq THEN
        RAISE EXCEPTION '% of a stored receipt is not allowed', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stored_for_ever BEFORE UPDATE OR DELETE ON receipt FOR EACH ROW EXECUTE FUNCTION refuse_receipt_change();
