/** Every state against every event: the machine of src/workflow/report-state.ts. */
