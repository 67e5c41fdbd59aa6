/** A log nobody reads; warnings are kept for the test that wants them. */
export const quiet = { debug: () => undefined, warn: () => undefined }
