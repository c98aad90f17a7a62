// What `electron` resolves to for the engine's compiler project (tsconfig.node.json): nothing, so that an import of it
// fails the type check. The engine runs in plain Node, where Electron's module does not exist.
export {};
