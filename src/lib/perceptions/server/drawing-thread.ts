/** A thread of its own for the heavy part: gets what was answered, gives the picture, ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { draw } from '../picture.ts';

parentPort?.postMessage(draw(workerData));
