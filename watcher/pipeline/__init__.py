"""pipeline: one file a step: sync, infer, chase, reconcile, report. Calls ports and pure rooms; never decides."""
