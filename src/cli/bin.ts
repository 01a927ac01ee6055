#!/usr/bin/env node
import { main } from './main.ts';
import { interruptible } from './session/interrupt.ts';

// the command runs on Node 20, and its user did not choose the SDK
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
process.exitCode = await main(process.argv.slice(2), interruptible(process));
