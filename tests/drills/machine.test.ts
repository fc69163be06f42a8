import { playShort } from '#test/drills.ts';
import { ofTheMachine } from '../../drills/all.ts';

playShort(ofTheMachine);
