package org.almenara.simulator;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.TokenRef;

/**
 * Payers who send money to the instrument on which the person is paid, past the platform; sent only
 * where a legal basis is declared.
 *
 * @param when mostly with {@code every}
 * @param payers how many there are
 * @param known whose payers they are: a whole group or ring may have the same
 * @param dollars the first time
 * @param grows percent by which each time asks for more than the one before
 * @param rail how the money moves
 * @param legalBasis code
 * @param verified whether the beneficiary is known to hold a verified performer account
 */
record Transfers(
    When when,
    Count payers,
    Way.Held known,
    Count dollars,
    Count grows,
    PlatformEvent.Rail rail,
    String legalBasis,
    boolean verified)
    implements Primitive {
  private static final int MOST_GROWTH = 10;

  @Override
  public void day(Course course, Draw draw, Instant day) {
    int circle = Math.max(1, draw.child("payers").between(payers));
    int growth = draw.child("growth").between(grows);
    for (When.Time time : when.today(course, draw, day)) {
      course.sign(this, time.at());
      long first = time.draw().between(dollars) * 100L;
      long cents = first + first * growth * Math.min(time.turn(), MOST_GROWTH) / 100;
      course
          .fact(EventType.TRANSFER_RECEIVED, time.at())
          .withoutPerformer()
          .paidTo(course.thing(EntityType.PAYOUT, course.way().payout(), time.at()), rail)
          .payer(
              payer(
                  course.person(),
                  course.group(time.at()),
                  time.draw().between(new Count(1, circle))))
          .legalBasis(legalBasis)
          .verifiedPerformer(verified)
          .amount(cents)
          .reportedBy(PlatformEvent.ReportedBy.PROCESSOR)
          .report();
    }
  }

  /** Origins of all who may ever pay, while the person is in that group. */
  List<String> payers(Person person, Group group) {
    return IntStream.rangeClosed(1, Math.max(1, payers.high()))
        .mapToObj(number -> payer(person, group, number).origin())
        .toList();
  }

  private TokenRef payer(Person person, Group group, int number) {
    Draw circle =
        switch (known) {
          case OWN, NEW -> person.draw();
          case SHARED -> group.draw();
          case RING -> group.ring().draw();
        };
    return Tokens.fresh(EntityType.PAYER.prefix(), circle.child("payer").child(number));
  }
}
