// Verifies both signatures of a receipt that is sealed with SM2, by another code base than the platform's.
const fs = require('fs');
const { sm2 } = require('sm-crypto');

const receipt = JSON.parse(fs.readFileSync('receipt.jose', 'utf8'));
const { keys } = JSON.parse(fs.readFileSync('keys.json', 'utf8'));
const verdicts = receipt.signatures.map((entry, i) =>
  sm2.doVerifySignature(
    entry.protected + '.' + receipt.payload,
    Buffer.from(entry.signature, 'base64url').toString('hex'),
    keys[i],
    { hash: true, userId: '1234567812345678' }));
console.log(verdicts.join(' '));
