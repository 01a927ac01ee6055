import { describe } from 'vitest';
import { faultSuite } from './fault-suite.ts';

describe('what goes wrong between the command and AWS', () => faultSuite());
