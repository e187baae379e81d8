#!/usr/bin/env node
import './process-setup.js';
