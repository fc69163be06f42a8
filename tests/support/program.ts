/** The whole program for one test: what it started ends with the test. */
import { onTestFinished } from 'vitest';
import * as stage from '../../drills/stage/program.ts';

export { countServers, databaseUrlOf, freePort } from '../../drills/stage/program.ts';

const test = { atEnd: (work: () => unknown) => onTestFinished(async () => void (await work())) };

export const aDataFolder = () => stage.aDataFolder(test);

export const startProgram = (
	dataFolder: string,
	port: number,
	environment: NodeJS.ProcessEnv = {},
) => stage.startProgram(test, dataFolder, port, environment);
