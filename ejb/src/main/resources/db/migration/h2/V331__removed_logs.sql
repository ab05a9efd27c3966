-- H2 has no trigger for it: see V100. Records of erasures outlive the receipts that they are about; the constraint has no name of ours.
EXECUTE IMMEDIATE 'ALTER TABLE erasure DROP CONSTRAINT "'
    || (SELECT constraint_name FROM information_schema.table_constraints
        WHERE LOWER(table_name) = 'erasure' AND constraint_type = 'FOREIGN KEY') || '"';
