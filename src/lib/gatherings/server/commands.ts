/** Everything that can be done in this room; other rooms and the demo region come in by this door. */
export * from '../forums/server/commands.ts';
export * from '../sessions/server/commands.ts';
