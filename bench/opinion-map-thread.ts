/**
 * A whole picture in a thread that has done nothing before: the first one, and the middle of five later ones, in
 * milliseconds of the thread's own processor time.
 */
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { pictureOf, type Conversation } from '../src/lib/methods/opinion-map/opinion-map.ts';
import { middle } from './report.ts';

const conversation: Conversation = workerData;
const [first = 0, ...later] = Array.from({ length: 6 }, () => {
	const before = process.threadCpuUsage();
	pictureOf(conversation);
	const { user, system } = process.threadCpuUsage(before);
	return (user + system) / 1000;
});
parentPort?.postMessage({ first, later: middle(later) });
