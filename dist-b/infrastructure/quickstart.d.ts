import './process-setup.js';
