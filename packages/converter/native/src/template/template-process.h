#pragma once
#include <list>

#include "child-process.h"

namespace press {

/// Takes orders from standard input and gives each document a child of its own, until there is nobody to take orders
/// from. She never opens a document herself, so nothing in one can harm her, and she has nothing to clean up.
class Mother {
 public:
  Mother(Inheritance inheritance, size_t maxChildren, LineReader& orders, EventWriter& events)
      : inheritance_(std::move(inheritance)), maxChildren_(maxChildren), orders_(orders), events_(events) {}

  /// Comes back when standard input ended or nobody reads her events; all children are gone then.
  void serve();

 private:
  /// Waits for whatever comes first. False when there is nobody left to work for.
  bool waitForNews();
  int patienceMs() const;
  void takeOrders();
  void take(const Json& message);
  void startChild(const Json& message);
  void lookAfterChildren();
  void endAllChildren();

  Inheritance inheritance_;
  size_t maxChildren_;
  LineReader& orders_;
  EventWriter& events_;
  // A list, because a child's descriptor must stay where it is while others come and go.
  std::list<ChildProcess> children_;
};

}  // namespace press
