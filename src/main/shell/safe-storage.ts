/* eslint-disable @typescript-eslint/no-deprecated -- what is to be used instead, Electron 33 does not have */
import { safeStorage } from 'electron';
import type { Cipher } from '../credentials/vault.ts';

/**
 * The system's keychain: Keychain on macOS, DPAPI on Windows, the secret service or KWallet on Linux. Without either,
 * Electron on Linux locks with a key that is printed in its source, and that counts as none. To be asked once the app is
 * ready.
 */
export const keychainCipher: Cipher = {
  available: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (data) => safeStorage.decryptString(data),
};
