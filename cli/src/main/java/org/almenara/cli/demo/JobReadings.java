package org.almenara.cli.demo;

/** The job's counters by what they mean; steps and metrics have the names that the job gives. */
final class JobReadings {

  private static final String DOOR = "split-refused";
  private static final String SAMPLES = "sample-refused";

  private JobReadings() {}

  static long accepted() {
    return JobCounters.sum(DOOR, "records_accepted");
  }

  static long heartbeats() {
    return JobCounters.sum(DOOR, "records_heartbeats");
  }

  static long refused() {
    return JobCounters.sum(DOOR, "records_refused");
  }

  static long late() {
    return JobCounters.sum(DOOR, "records_late");
  }

  /** Refused and late ones that wait for the end of their minute to be summed up in one entry. */
  static long open() {
    return JobCounters.sum(SAMPLES, "records_counted_only")
        - JobCounters.sum(SAMPLES, "records_summed_up");
  }

  /** All that passed the door. */
  static long read() {
    return accepted() + heartbeats() + refused() + late();
  }

  /** Revisions of cases that were written, and not necessarily committed. */
  static long revisions() {
    return JobCounters.sum("manage-cases", "numRecordsOut");
  }

  /** Event time of the slowest part of the job, epoch milliseconds; negative before the start. */
  static long watermark() {
    return JobCounters.smallest("publish-cases", "currentInputWatermark");
  }
}
