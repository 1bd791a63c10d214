/** Values that the examples share: they tell one story of one user, so that they work one after another. */
export const example = {
  userId: '5f0c7b4e-3d1a-4c8e-9f27-6b1d2a9c4e10',
  lookup: 'k3v9m2x7q1tz',
  password: 'c0a1b2d3-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  eventId: '9b2d7c1e-58f4-4a3b-b6d0-1e2f3a4b5c6d',
  followSecret: 'f2b7c9d1-between-the-two-of-us',
  /** "Hello", in place of ciphertext. */
  bytes: 'SGVsbG8=',
  /** 16 bytes. */
  iv: 'AAECAwQFBgcICQoLDA0ODw==',
  publicKey:
    'MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALGFyu/0l0oX4VBSn4n4zQxYYkGdPl8bVvQBm1RXhxq5vbHVmPVeSxl0UtJwz5cYCJ8eMbxGCXUpTJPjRIUx7BMCAwEAAQ==',
  expiry: '2099-01-01T00:00:00Z',
  timestamp: '2026-06-30T01:55:36.123456Z',
  expiryInResponse: '2099-01-01T00:00:00.000000Z',
  itemId: 'w8r4n6p2c5yd',
  requestId: 'JJbxtHtIoAMFUDQ=',
} as const;
